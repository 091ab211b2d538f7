'use strict';
// Parts of a bid and their nodes, for the platform's page and for the bid tool's.
act('add', async () => {
  const file = $('file').files[0];
  if (!file) throw new Told('请选择该部分的文件');
  const bad = unfit(file);
  if (bad) throw new Told(bad);
  say('正在读取 ' + file.name + '…');
  draw(await upload(file, $('title').value.trim() || named(file), ''));
  say('已添加');
  $('file').value = '';
  $('title').value = '';
});

act('addnode', async () => {
  if (!$('part').value) throw new Told('请先添加组成部分');
  await send('node', {...place(), part: $('part').value, name: $('node').value.trim()});
  say('已增加节点');
  $('node').value = '';
});

act('sign', sign);

document.addEventListener('papers', e => {
  const chosen = $('part').value;
  $('part').replaceChildren(...e.detail.parts.map(it => {
    const option = element('option', it.title);
    option.value = it.id;
    return option;
  }));
  if (e.detail.parts.some(it => it.id === chosen)) $('part').value = chosen;
  $('sign').disabled = e.detail.busy || !e.detail.sessionsLeft;
});
