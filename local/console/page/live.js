const AGAIN_MILLISECONDS = 1_000;

/**
 * Listens to the named events while somebody looks: closed with a hidden page, opened anew where `url` leads by then,
 * tried again when it breaks.
 */
export function createLive(url, events, { onEvent, onLost }) {
  let source;
  let again;

  const close = () => {
    clearTimeout(again);
    source?.close();
    source = undefined;
  };
  const open = () => {
    close();
    if (document.hidden) return;
    source = new EventSource(url());
    for (const name of events) {
      source.addEventListener(name, (event) => onEvent(name, JSON.parse(event.data)));
    }
    source.addEventListener('error', () => {
      onLost();
      close();
      again = setTimeout(open, AGAIN_MILLISECONDS);
    });
  };
  document.addEventListener('visibilitychange', open);
  return { open };
}
