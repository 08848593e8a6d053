import { createDisagreements } from './disagreements.js';
import { show } from './dom.js';
import { createSheet } from './sheet.js';
import { createSync } from './sync.js';
import { createVenue } from './venue.js';
import { whoAmI } from './who-am-i.js';

const byId = (id) => document.getElementById(id);
const by = whoAmI(byId('by'));
// What scrolls can be scrolled by keyboard.
const scrolling = {
  report: 'Report of the last run',
  facts: 'Who said what',
  audit: 'Audit trail',
  'disagreements-list': '',
};
for (const [id, label] of Object.entries(scrolling)) {
  byId(id).tabIndex = 0;
  if (label) byId(id).setAttribute('aria-label', label);
}
byId('report').setAttribute('role', 'region');

const disagreements = createDisagreements(byId);
const venue = createVenue(byId, { by, onDecided: disagreements.refresh });
createSheet(byId);
createSync(byId, {
  by,
  onDirectory(directory) {
    const words = directory
      ? `Directory version ${directory.version}: ${directory.venues.toLocaleString('en')} venues, ${directory.zones.toLocaleString('en')} zones`
      : 'No directory is published';
    show(byId('in-force'), words);
    byId('in-force').className = `pill ${directory ? 'good' : 'bad'}`;
  },
  /** Another run has ended, whoever asked for it. */
  onEnded() {
    disagreements.refresh();
    venue.refresh();
  },
});
