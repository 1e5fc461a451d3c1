/** The types that a value inside an expression can have. Scalars and records may be null; a condition never is. */
export type ValueType = 'text' | 'number' | 'instant' | 'yesNo' | 'condition' | 'list' | 'record' | 'map';
