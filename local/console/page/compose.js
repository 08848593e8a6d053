import { inPieces, photo, sticker } from './write.js';

const MOST_PIXELS = 110;

/** The line to write in. Enter sends, Shift+Enter starts a new line, Ctrl+Enter sends in pieces. */
export function createCompose(form, channel, send) {
  const { text, fast, photo: camera, sticker: smile } = form.elements;

  const grow = () => {
    text.style.height = 'auto';
    text.style.height = `${Math.min(text.scrollHeight + 2, MOST_PIXELS)}px`;
  };
  const take = () => {
    const written = text.value.trim();
    text.value = '';
    grow();
    return written;
  };
  const sendWhole = () => {
    const written = take();
    if (written) send({ text: written });
  };
  const sendFast = () => send({ fragments: inPieces(take()) });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    sendWhole();
  });
  text.addEventListener('input', grow);
  text.addEventListener('keydown', (event) => {
    // While a word is being composed (Thai, Chinese …), Enter belongs to the keyboard.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) sendFast();
    else sendWhole();
  });
  fast.addEventListener('click', sendFast);
  camera.addEventListener('click', () => send(photo(channel)));
  smile.addEventListener('click', () => send(sticker(channel)));
  return { focus: () => text.focus({ preventScroll: true }) };
}
