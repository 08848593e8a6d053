/** Whether a person has said something that can be kept: who they are, or why they decide. */
export const isSaid = (text: string): boolean =>
  text.trim() !== '' && text.length <= 2_000 && text.isWellFormed() && !text.includes('\0');
