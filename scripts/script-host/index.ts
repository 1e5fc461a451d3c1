// The door of script-host: compiling and running custom code on real .NET.
export { type BackendAnswer, type BackendRequest, type CallFailure, type CallOutcome, type CallResponse, type CallWatch, type ScriptCall, TIME_LIMITS } from './call';
export { ScriptHostError, type ScriptHostErrorCode } from './errors';
export type { CallFailureKind, CompileOptions, HeaderLine, LogEntry, Mention, RedirectRule, ScriptClass, ScriptDiagnostic, ScriptFacts, SendTrace } from './messages';
export { type FactsNotRun, type InspectionOptions, inspectScript, ScriptInspector } from './inspect-scripts';
export { type CompileFailure, type LoadedScript, type ScriptHost, type ScriptHostOptions, type ScriptSource, startScriptHost } from './script-host';
export { type Processes, type ProcessEnd, type RunningProcess } from './processes';
export { type DotnetSdk, findSdk } from './sdk';
