'use strict';
// Where a seal is to stand, as the form says it.
function shown() {
  const where = $('where').value;
  for (const it of document.querySelectorAll('[data-for]')) {
    it.hidden = !it.dataset.for.split(' ').includes(where);
  }
  $('pagebox').hidden = $('pagekind').value !== 'other';
}

function place() {
  const kind = $('pagekind').value;
  return {where: $('where').value, seal: $('seal').value,
    page: kind === 'last' ? '0' : kind === 'first' ? '1' : $('page').value,
    corner: $('corner').value, x: $('x').value, y: $('y').value, word: $('word').value, nth: $('nth').value};
}

$('where').addEventListener('change', shown);
$('pagekind').addEventListener('change', shown);
shown();
