import { keepPerson, newPerson, personOn, wrongWith } from './people.js';

/** The line above a phone that says who holds it. `onChange` when somebody else does. */
export function createHolder(form, channel, { onChange }) {
  const { name, id, another } = form.elements;
  let person = personOn(channel);

  const show = () => {
    name.value = person.name;
    id.value = person.id;
  };
  const become = (next) => {
    person = next;
    keepPerson(channel, next);
    show();
    onChange();
  };
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', () => {
    const next = { name: name.value.trim() || 'Guest', id: id.value.trim() };
    id.setCustomValidity(wrongWith(channel, next.id));
    if (id.reportValidity()) become(next);
  });
  another.addEventListener('click', () => {
    id.setCustomValidity('');
    become(newPerson(channel));
  });
  show();
  return { person: () => person };
}
