/** A number with its noun: `1 question`, `2 questions`. */
export function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}
