'use strict';
// Shared by the sample's pages: asks the platform, says what happened, shows a session's QR and
// follows it to its end. Whatever is shown is text, never markup.
const $ = id => document.getElementById(id);

/** What went wrong, in words for the user. */
class Told extends Error {}

function element(name, text, style) {
  const out = document.createElement(name);
  if (text !== undefined) out.textContent = text;
  if (style) out.className = style;
  return out;
}

function button(text, style, what) {
  const out = element('button', text, style);
  out.type = 'button';
  out.addEventListener('click', () => run(out, what));
  return out;
}

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Told('无法连接平台，请检查网络后重试');
  }
  const text = await answer.text();
  if (!answer.ok) throw new Told(text && text.length < 300 ? text : '操作未成功，请稍后重试');
  try { return JSON.parse(text); } catch { return text; }
}

const post = (path, fields = {}) => ask(path, {method: 'POST', body: new URLSearchParams(fields)});

function say(text, advice) {
  $('state').textContent = text + (advice ? '。' + advice : '');
}

/** Does it once at a time; what went wrong is said. */
async function run(by, what) {
  if (by.ariaBusy === 'true') return;
  by.ariaBusy = 'true';
  try {
    await what();
  } catch (e) {
    if (!(e instanceof Told)) throw e;
    say(e.message);
    $('state').scrollIntoView({block: 'nearest'});
  } finally {
    by.ariaBusy = 'false';
  }
}

const act = (id, what) => $(id).addEventListener('click', () => run($(id), what));

// One session at a time.
let session = null;

async function start(path, fields, how = {}) {
  hide();
  say('正在生成二维码…');
  show(await post(path, fields), {again: () => start(path, fields, how), ...how});
}

/** @param how `again` makes another code, `done` hears of a verified end, `over` of any, `stop` takes it back */
function show(opened, how) {
  hide();
  session = {id: opened.sessionId, how, begun: Date.now(), ends: Date.now() + opened.secondsLeft * 1000};
  $('scan').hidden = false;
  $('stop').hidden = !how.stop;
  $('code').textContent = opened.verificationCode;
  $('qr').setAttribute('src', opened.qr);
  say('请用标证通 App 扫码');
  $('scan').scrollIntoView({block: 'start'});
  left();
  session.timer = setInterval(() => follow(session), 700);
}

function hide() {
  if (session) clearInterval(session.timer);
  session = null;
  $('scan').hidden = true;
  $('qr').removeAttribute('src');
  picture()?.removeAttribute('src');
  $('again').hidden = true;
}

const picture = () => $('qr').querySelector('img');

/** How long the user has; or that the picture does not come. */
function left() {
  if (!picture()?.src && Date.now() > session.begun + 5000) {
    $('left').textContent = '二维码仍在加载，请检查网络';
    return;
  }
  const seconds = Math.max(0, Math.round((session.ends - Date.now()) / 1000));
  $('left').textContent = '剩余 ' + Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0');
}

async function follow(it) {
  if (it !== session) return;
  left();
  let s;
  try {
    s = await ask('/sessions/' + it.id);
  } catch {
    if (it === session) say('与平台的连接中断，正在重试…');
    return;
  }
  if (it !== session) return;
  const good = s.user && !s.problem;
  say(good ? '已验证：' + s.user : s.says, s.advice);
  if (!s.over) return;
  hide();
  $('again').hidden = !!good || !it.how.again;
  retry = it.how.again;
  if (good && it.how.done) await it.how.done(s);
  if (it.how.over) await it.how.over(s);
}

let retry = null;

/** Who is logged in, and where one may go. */
async function header() {
  const nav = element('nav');
  for (const [path, name] of [['/', '登录'], ['/stamp', '文件盖章'], ['/nodes', '签章节点'],
    ['/local', '本机签章'], ['/tool', '投标工具'], ['/hall', '开标大厅']]) {
    const link = element('a', name);
    link.href = path;
    if (path === location.pathname) link.setAttribute('aria-current', 'page');
    nav.append(link);
  }
  const who = element('p', '', 'hint');
  $('top').replaceChildren(nav, who);
  try {
    const me = await ask('/me');
    who.textContent = me.name ? me.name + '，' + me.enterprise + (me.bound ? '，证书已绑定' : '，证书未绑定') + ' ' : '未登录';
    if (me.name) who.append(button('退出', 'quiet', async () => { await post('/logout'); location.reload(); }));
  } catch (e) {
    who.textContent = e.message;
  }
}

header();
if ($('again')) {
  act('again', () => retry && retry());
  act('stop', async () => { if (session && session.how.stop) await session.how.stop(); });
}
