// Shared by the sample's pages: opens a session, shows its QR, follows it to its end.
const $ = id => document.getElementById(id);
let timer;
async function post(path, fields = {}) {
  const r = await fetch(path, {method: 'POST', body: new URLSearchParams(fields)});
  const text = await r.text();
  if (!r.ok) { say(text); throw new Error(text); }
  try { return JSON.parse(text); } catch { return text; }
}
function say(text) { $('state').textContent = text; }
const STATES = {awaiting_scan: '请用标证通 App 扫码', awaiting_approval: '已扫码，请在手机上确认', processing: '手机正在解密',
  completed: '已完成', refused: '已拒绝', expired: '已过期', cancelled: '已取消', failed: '失败'};
async function start(path, fields, done) {
  show(await post(path, fields), done);
}
function show(s, done) {
  clearInterval(timer);
  $('scan').hidden = false;
  $('code').textContent = s.verificationCode;
  $('qr').setAttribute('src', s.qr);
  $('state').scrollIntoView({block: 'end'});
  timer = setInterval(() => follow(s.sessionId, done), 700);
}
async function follow(id, done) {
  const s = await (await fetch('/sessions/' + id)).json();
  say(s.problem ? STATES[s.state] + '：' + s.problem : s.user ? '已验证：' + s.user : STATES[s.state] || s.state);
  if (['awaiting_scan', 'awaiting_approval', 'processing'].includes(s.state)) return;
  clearInterval(timer);
  $('scan').hidden = true;
  if (done && s.user) done(s);
}
