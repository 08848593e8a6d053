/** The Soundtrack accounts named in one cell, in their order, each once: commas, slashes, semicolons and line breaks part them. */
export const accountIdsIn = (cell: string | null | undefined): string[] => [
  ...new Set(
    (cell ?? '')
      .split(/[,/;\r\n]/u)
      .map((id) => id.trim())
      .filter((id) => id !== ''),
  ),
];
