/** The objects of a Swagger 2.0 definition whose keys the specification names, by the role they play. */
export type Role =
  | 'root' | 'info' | 'contact' | 'license' | 'tag' | 'externalDocs' | 'securityDefinition'
  | 'paths' | 'path' | 'operation' | 'bodyParameter' | 'parameter' | 'items' | 'responses' | 'response' | 'header'
  | 'schema' | 'xml' | 'notificationContent' | 'definitions';
