/** Leaves out control characters but line ends and tabs: what is printed must not steer the terminal. */
export function printable(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, '');
}
