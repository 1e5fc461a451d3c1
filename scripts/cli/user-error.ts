/** Something that a person can put right: printed as it is, without a stack, and ends the command with 2. */
export class UserError extends Error {
  constructor(message: string) { super(message); this.name = 'UserError'; }
}
