/** An element with properties and children. Text only ever becomes text: nothing people write is read as HTML. */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'data') Object.assign(node.dataset, value);
    else if (name === 'class') node.className = value;
    else if (name in node && name !== 'role') node[name] = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== undefined && child !== false && child !== ''));
  return node;
}

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name, words) {
  const svg = document.createElementNS(SVG, 'svg');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.setAttribute('class', `icon ${name}`);
  if (words) {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', words);
  } else svg.setAttribute('aria-hidden', 'true');
  svg.append(use);
  return svg;
}

/** Replaces the content only when it differs, so that focus and selection survive a quiet second. */
export function show(node, ...children) {
  const next = node.cloneNode(false);
  next.append(...children.filter(Boolean));
  if (!node.isEqualNode(next)) node.replaceChildren(...next.childNodes);
}

export const clock = (instant) =>
  new Date(instant).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false });
export const exactClock = (instant) =>
  new Date(instant).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });

export const dayAndClock = (instant) =>
  new Date(instant).toLocaleString([], {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });

export const post = (path, body) =>
  answerOf(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
export const get = (path, query = {}) => answerOf(`${path}?${new URLSearchParams(query)}`);

/** What the console answers; what it refuses becomes an Error with its sentence. */
async function answerOf(path, request) {
  const answer = await fetch(path, request).catch(() => {
    throw new Error('The console does not answer; is npm start still running?');
  });
  const answered = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(answered.problem ?? `The console answered ${answer.status}.`);
  return answered;
}
