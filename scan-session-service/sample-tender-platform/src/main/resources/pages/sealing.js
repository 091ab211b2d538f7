'use strict';
// The documents of a sealing page: their nodes, what became of each, one session over all of them.
const room = '/' + document.body.dataset.room + '/';
let papers = null;
let drawn = '';

const send = async (what, fields) => draw(await post(room + what, fields));

const upload = (file, title, nodes) =>
  ask(room + 'parts?' + new URLSearchParams({title, nodes}), {method: 'POST', body: file});

/** @return what is wrong with a file before it is sent, or nothing */
function unfit(file) {
  if (!/\.(pdf|ofd)$/i.test(file.name)) return file.name + '：请选择 PDF 或 OFD 文件';
  if (file.size === 0) return file.name + '：文件是空的，请重新选择';
  return file.size > 12 * 1024 * 1024 ? file.name + '：文件超过 12 MB，请拆分或压缩后再上传' : '';
}

const named = file => file.name.replace(/\.[^.]*$/, '');

async function sign() {
  hide();
  say('正在生成二维码…');
  show(await post(room + 'sign'), {again: sign, stop: () => send('cancel'), over: watch});
  await refresh();
}

async function refresh() {
  draw(await ask(room + 'state'));
}

/** Until the files are there. */
async function watch() {
  do {
    try { await refresh(); } catch (e) { $('progress').textContent = e.message; }
    await new Promise(go => setTimeout(go, 700));
  } while (papers.busy && !papers.round.problem && !session);
}

function draw(it) {
  papers = it;
  if (!it.loggedIn) {
    $('documents').hidden = true;
    say('请先在【登录】页用账号和密码登录，再使用本页');
    return;
  }
  const now = JSON.stringify(it);
  if (now === drawn) return;
  drawn = now;
  $('documents').hidden = !it.parts.length;
  $('list').replaceChildren(...it.parts.map(card));
  $('clear').disabled = it.busy && !it.round.problem;
  progress(it);
  document.dispatchEvent(new CustomEvent('papers', {detail: it}));
}

function progress(it) {
  const round = it.round;
  $('bar').hidden = !round.approved;
  if (round.approved) {
    $('bar').max = round.of;
    $('bar').value = round.done;
  }
  $('collect').hidden = !(round.approved && round.problem);
  $('progress').textContent = words(it);
  if (it.busy && !round.approved && !session) {
    say('有一次签章尚未完成，可以重新生成二维码');
    retry = sign;
    $('again').hidden = false;
  }
}

function words(it) {
  const round = it.round;
  if (round.problem) return round.problem;
  if (!round.approved) return '';
  if (round.done < round.of) return '手机已确认，正在取得已盖章的文件：' + round.done + ' / ' + round.of;
  const more = it.sessionsLeft ? '。还有节点未签，请再签章 ' + it.sessionsLeft + ' 次；同一文件的不同印章须依次加盖' : '';
  return '已完成 ' + round.done + ' / ' + round.of + more;
}

function card(part) {
  const out = element('article');
  out.append(element('h3', part.title), element('p', part.format + ' · ' + part.pages + ' 页', 'hint'));
  const list = element('ul');
  for (const node of part.nodes) list.append(line(part, node));
  if (!part.nodes.length) list.append(element('li', '还没有签章节点', 'hint'));
  out.append(list);
  if (part.note) out.append(element('p', part.note, 'note'));
  out.append(actions(part));
  return out;
}

function line(part, node) {
  const out = element('li', undefined, 'node');
  const what = element('div');
  what.append(element('strong', node.name), element('span', node.seal + '，' + node.where, 'hint'));
  if (node.who) what.append(element('span', node.who + '，' + node.at, 'hint'));
  out.append(what, element('span', node.says, 'badge ' + node.state));
  if (node.state === 'unsigned' && !papers.busy) {
    const remove = button('移除', 'quiet', () => send('remove-node', {part: part.id, node: node.id}));
    remove.setAttribute('aria-label', '移除节点' + node.name);
    out.append(remove);
  }
  return out;
}

function actions(part) {
  const out = element('div', undefined, 'row');
  const link = element('a', part.sealed ? '下载已盖章文件' : '下载文件', 'download');
  link.href = room + 'file?' + new URLSearchParams({part: part.id});
  out.append(link);
  if (part.sealed) {
    const verify = element('a', '验证签章');
    verify.href = document.body.dataset.gateway + '/verify';
    verify.target = '_blank';
    verify.rel = 'noopener';
    out.append(verify);
  }
  if (papers.busy) return out;
  if (part.sealed) out.append(button('撤章', 'quiet', async () => takeBack(part, out)));
  else out.append(button('移除文件', 'quiet', () => send('remove', {part: part.id})));
  return out;
}

/** The last seal of a document, with a reason. */
function takeBack(part, where) {
  const form = element('div', undefined, 'row');
  const reason = element('input');
  reason.placeholder = '撤章原因（验章人可见）';
  reason.maxLength = 60;
  reason.setAttribute('aria-label', '撤章原因');
  form.append(element('p', '撤回本文件最后一次签章，恢复为盖章前的文件。撤章不能取消，已流传的副本在验章时会显示已被撤回。', 'hint'),
    reason, button('确认撤章', '', async () => { await send('withdraw', {part: part.id, reason: reason.value}); say('已撤章'); }),
    button('不撤', 'quiet', async () => form.remove()));
  where.after(form);
  reason.focus();
}

act('collect', async () => { await send('collect'); watch(); });
act('clear', async () => { hide(); await send('clear'); say(''); });
const LOADING = '正在载入…';
say(LOADING);
refresh().then(() => {
  if ($('state').textContent === LOADING) say('');
  if (papers.busy && papers.round.approved) watch();
}).catch(e => say(e.message, '请刷新本页'));
