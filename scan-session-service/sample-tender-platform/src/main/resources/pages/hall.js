'use strict';
// Tenders, decryption, and the live board.
const FAULT = {bidder: '投标人原因', platform: '平台原因', service: '标证通原因', disputed: '原因待核实', nobody: '进行中'};

act('register', async () => {
  await post('/hall/tenders', {tender: $('tender').value, seconds: $('wait').value});
  say('已登记项目');
});
act('rehearse', () => start('/hall/rehearse', {tender: $('tender').value}));
act('decrypt', () => start('/hall/decrypt', {tender: $('tender').value}));

function row(it) {
  const out = element('tr');
  const why = it.why ? it.why + (FAULT[it.fault] ? '（' + FAULT[it.fault] + '）' : '') : '';
  out.append(element('td', it.enterprise || it.account), element('td', it.says, it.opened === it.asked ? 'ok' : ''),
    element('td', it.opened + ' / ' + it.asked), element('td', why, FAULT[it.fault] ? it.fault : ''), element('td', it.content));
  return out;
}

async function board() {
  const tender = $('tender').value;
  if (!tender) return;
  try {
    const rows = await ask('/hall/board?' + new URLSearchParams({tender}));
    $('board').replaceChildren(...rows.map(row));
  } catch { /* Asked again in a second; a tender that is being typed is not there yet. */ }
}
setInterval(board, 1000);
