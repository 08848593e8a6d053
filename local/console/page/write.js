const WHEN_EMPTY = ['Hi', 'no music in the lobby', 'Hilton Bangkok'];

/** How somebody in a hurry sends it: line by line, sentence by sentence, else a few words at a time. */
export function inPieces(text) {
  if (!text) return WHEN_EMPTY;
  const sentences = text.split(/\n+|(?<=[.!?,;])\s+/).filter((piece) => piece.trim());
  if (sentences.length > 1) return sentences;
  const words = text.split(/\s+/);
  const size = Math.ceil(words.length / 3);
  const pieces = [];
  for (let from = 0; from < words.length; from += size) pieces.push(words.slice(from, from + size).join(' '));
  return pieces;
}

const PICTURE = {
  id: '1234567890123456',
  mime_type: 'image/jpeg',
  sha256: '3nYt0Fq6xY1pC7l5b9w2sK8dR4vJ6mT0aZxQeUoNcBk=',
};
const STICKER = {
  id: '6543210987654321',
  mime_type: 'image/webp',
  sha256: 'b9w2sK8dR4vJ6mT0aZxQeUoNcBk3nYt0Fq6xY1pC7l5=',
  animated: false,
};

export function photo(channel) {
  if (channel === 'whatsapp') return { raw: { type: 'image', image: PICTURE } };
  return { raw: { type: 'message', message: { type: 'image', contentProvider: { type: 'line' } } } };
}

export function sticker(channel) {
  if (channel === 'whatsapp') return { raw: { type: 'sticker', sticker: STICKER } };
  const message = { type: 'sticker', packageId: '446', stickerId: '1988', stickerResourceType: 'STATIC' };
  return { raw: { type: 'message', message } };
}
