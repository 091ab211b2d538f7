'use strict';
// Where a seal is to stand, as the form says it.
function shown() {
  const where = $('where').value;
  for (const it of document.querySelectorAll('[data-for]')) {
    it.hidden = !it.dataset.for.split(' ').includes(where);
  }
  $('pagebox').hidden = $('pagekind').value !== 'other';
  sketch(where);
}

/** Where the seal would stand on a page of 210 by 297 mm; it is 40 mm wide. */
function sketch(where) {
  const corner = $('corner').value;
  const across = corner.includes('left') ? 40 : corner.includes('right') ? 170 : 105;
  const down = corner.includes('top') ? 40 : corner.includes('bottom') ? 257 : 148;
  const middle = {corner: [across, down], point: [Number($('x').value), Number($('y').value)], seam: [210, 148]}[where];
  if (!middle) return;
  $('spot').style.left = middle[0] / 2.1 + '%';
  $('spot').style.top = middle[1] / 2.97 + '%';
}

function place() {
  const kind = $('pagekind').value;
  return {where: $('where').value, seal: $('seal').value,
    page: kind === 'last' ? '0' : kind === 'first' ? '1' : $('page').value,
    corner: $('corner').value, x: $('x').value, y: $('y').value, word: $('word').value, nth: $('nth').value};
}

for (const it of ['where', 'pagekind', 'corner', 'x', 'y']) $(it).addEventListener('input', shown);
shown();
