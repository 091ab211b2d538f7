'use strict';
// Files come with one wish for all of them, and are sealed at once.
async function wish(part) {
  const it = place();
  await post(room + 'node', {...it, part, name: it.where === 'seam' ? '骑缝章' : '盖章'});
  if ($('seam').checked && it.where !== 'seam') {
    await post(room + 'node', {where: 'seam', seal: it.seal, part, name: '骑缝章'});
  }
}

async function bring(file) {
  const known = new Set(papers.parts.map(it => it.id));
  const now = await upload(file, named(file), 'none');
  const part = now.parts.find(it => !known.has(it.id));
  papers = now;
  try {
    await wish(part.id);
  } catch (e) {
    await send('remove', {part: part.id});
    throw new Told(named(file) + '：' + e.message);
  }
}

act('stamp', async () => {
  const files = [...$('file').files];
  if (!papers.loggedIn) throw new Told('请先在【登录】页用账号和密码登录，再使用本页');
  const waits = papers.parts.some(it => !it.complete);
  if (!files.length && !waits) throw new Told('请选择文件');
  const bad = files.map(unfit).find(it => it);
  if (bad) throw new Told(bad);
  for (const [n, file] of files.entries()) {
    say('正在上传 ' + (n + 1) + ' / ' + files.length + '：' + file.name);
    await bring(file);
  }
  $('file').value = '';
  await sign();
});

document.addEventListener('papers', e => {
  const it = e.detail;
  $('stamp').textContent = it.parts.some(part => !part.complete) && !it.busy ? '继续盖章' : '上传并盖章';
});
