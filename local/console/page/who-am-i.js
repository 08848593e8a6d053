const KEY = 'console.by';

/** Who runs, approves and decides; the same name again after a reload. Answers undefined, and says so, while it is empty. */
export function whoAmI(input) {
  input.value = localStorage.getItem(KEY) ?? 'ops';
  input.addEventListener('change', () => localStorage.setItem(KEY, input.value.trim()));
  return () => (input.reportValidity() ? input.value.trim() || undefined : undefined);
}
