/** What the person who called the program can put right: printed as it is, without a stack. The program then ends with 2. */
export class Mistake extends Error {
  override readonly name = 'Mistake';
}
