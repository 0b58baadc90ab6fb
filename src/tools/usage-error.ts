/** An error that the user can fix. The CLI writes the message without a stack and exits with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
