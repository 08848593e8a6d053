const EVENTS = ['phone', 'chat', 'webhooks', 'faults', 'typing', 'health'];
const AGAIN_MILLISECONDS = 1_000;

/** Listens while somebody looks: closed with a hidden page, opened anew for other people, tried again when it breaks. */
export function createLive(people, { onEvent, onLost }) {
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
    const { whatsapp, line } = people();
    source = new EventSource(`/api/live?${new URLSearchParams({ whatsapp, line })}`);
    for (const name of EVENTS) {
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
