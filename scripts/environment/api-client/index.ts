// The door of the API's client: for the command line, for deployment, for any other program on this machine.
export type { AnswerOf, BodyOf, PathOf, QueryOf, Wire } from '../api/contract/shapes';
export type { OperationName } from '../api/contract/routes';
export { ApiFailure, EnvironmentNotReached } from './api-failure';
export { type Endpoint, endpointFile, readEndpoint, removeEndpoint, writeEndpoint } from './endpoint';
export { EnvironmentClient, type Send } from './environment-client';
