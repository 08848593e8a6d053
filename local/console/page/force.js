import { el, post } from './dom.js';

/** Forces a value over all sources, or lifts that, in the name of whoever sits here and with a reason. */
export function createForce(form, hint, { by, onDone }) {
  const { field, value, reason, until, force, lift } = form.elements;
  let shown;

  const tell = (sentence, isTrouble = false) => {
    hint.textContent = sentence;
    hint.className = isTrouble ? 'hint trouble' : 'hint';
  };
  const known = () => shown?.fields.find((each) => each.field === field.value);
  const showField = () => {
    lift.disabled = !known()?.forced;
    force.disabled = !shown;
  };
  const send = async (change, done) => {
    const name = by();
    if (!shown || !name || !form.reportValidity()) return;
    force.disabled = true;
    lift.disabled = true;
    try {
      const { note } = await post('/api/venue-override', {
        venue: shown.venue.id,
        field: field.value,
        by: name,
        reason: reason.value,
        ...change,
      });
      await onDone();
      form.reset();
      tell(note ?? done);
    } catch (problem) {
      tell(problem.message, true);
    }
    showField();
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { label } = known() ?? {};
    void send(
      { value: value.value, ...(until.value && { until: until.value }) },
      `${label} is forced and in force everywhere within a minute.`,
    );
  });
  lift.addEventListener('click', () => void send({ lift: true }, `${known()?.label} is what the sources say again.`));
  field.addEventListener('change', showField);

  return {
    show(answer) {
      if (!field.options.length) {
        field.replaceChildren(...answer.fields.map((each) => el('option', { value: each.field }, each.label)));
      }
      if (shown && shown.venue.id !== answer.venue.id) form.reset();
      if (shown?.venue.id !== answer.venue.id) tell('');
      shown = answer;
      showField();
    },
    open(name) {
      field.value = name;
      const now = known();
      value.value = now?.value ?? '';
      showField();
      value.focus();
      value.select();
    },
  };
}
