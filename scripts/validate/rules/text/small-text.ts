const whole = `{
  "swagger": "2.0",
  "host": "api.shelter.example.com",
  "schemes": ["https"]
}
`;

/** The text of a definition, as short as an example about texts can be, with one stretch of it replaced. */
export const smallText = (written = '', instead = written): string => whole.replace(written, () => instead);
