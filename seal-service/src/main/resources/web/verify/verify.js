// Sends a document to be verified and shows what its seals are worth. Everything that is shown is
// text: nothing of a document becomes markup.
'use strict';
(() => {
  const words = {
    working: ['正在验证…', 'Verifying…'],
    failed: ['验证服务暂时无法使用，请稍后重试。', 'The service cannot be reached; try again later.'],
    large: ['文件超过 12 MB，请拆分或压缩后再验证。', 'The file is larger than 12 MB; split it or make it smaller.'],
    often: ['验证过于频繁，请稍后再试。', 'Too many verifications; try again in a minute.'],
    pages: ['页数', 'Pages'],
    file: ['文件', 'File'],
    signer: ['签章人', 'Signer'],
    seal: ['印章', 'Seal'],
    time: ['签章时间', 'Time'],
    proven: ['（时间戳证明）', ' (proven by a time stamp)'],
    claimed: ['（签章人自述）', ' (as the signer claims)'],
    place: ['位置', 'Where'],
    page: ['第 # 页', 'page #'],
    certified: ['认证级别', 'Certified at level'],
    document: ['关于整个文件', 'About the document'],
    valid: ['签章有效', 'Valid'],
    intact_not_proven: ['内容未被改动，但有未能证实之处', 'Unchanged, but something is not proven'],
    invalid: ['签章无效或文件已被改动', 'Invalid, or the document was changed'],
    unsigned: ['文件中没有签章', 'The document bears no seal'],
  };
  const marks = {good: '✓', bad: '✗', unknown: '?', absent: '–'};
  const most = 12 * 1024 * 1024;
  let english = !navigator.language.toLowerCase().startsWith('zh');
  let shown = null;

  const at = (id) => document.getElementById(id);
  const say = (key) => words[key][english ? 1 : 0];

  function element(name, text, style) {
    const out = document.createElement(name);
    if (text !== undefined) out.textContent = text;
    if (style) out.className = style;
    return out;
  }

  function fact(list, name, value) {
    if (value) list.append(element('dt', name), element('dd', value));
  }

  function findings(all) {
    const list = element('ol');
    for (const it of all) {
      const line = element('li', undefined, it.outcome);
      line.append(element('span', marks[it.outcome] || '', 'mark'));
      line.append(element('span', english ? it.english : it.chinese));
      list.append(line);
    }
    return list;
  }

  function places(boxes) {
    const pages = [...new Set(boxes.map((it) => it.page))].sort((a, b) => a - b);
    const few = pages.slice(0, 12).join(english ? ', ' : '、');
    return pages.length ? say('page').replace('#', few + (pages.length > 12 ? '…' : '')) : '';
  }

  function when(it) {
    if (!it.at) return '';
    const time = new Date(it.at).toLocaleString(english ? 'en-GB' : 'zh-CN', {timeZone: 'Asia/Shanghai'});
    return time + ' (UTC+8)' + say(it.proven ? 'proven' : 'claimed');
  }

  function signature(it) {
    const out = element('article');
    out.append(element('h2', it.sealName || it.name));
    out.append(element('div', say(it.verdict), 'verdict ' + it.verdict));
    const facts = element('dl');
    fact(facts, say('signer'), it.signer);
    fact(facts, say('seal'), it.sealName);
    fact(facts, say('time'), when(it));
    fact(facts, say('place'), places(it.boxes));
    fact(facts, say('certified'), it.certified ? String(it.certified) : '');
    out.append(facts, findings(it.findings));
    return out;
  }

  function show() {
    document.documentElement.lang = english ? 'en' : 'zh';
    at('language').textContent = english ? '中文' : 'English';
    at('language').lang = english ? 'zh' : 'en';
    for (const it of document.querySelectorAll('[data-zh]')) {
      it.textContent = english ? it.dataset.en : it.dataset.zh;
    }
    const report = at('report');
    report.replaceChildren();
    report.hidden = !shown;
    at('progress').textContent = '';
    if (!shown) return;
    if (shown.words) {
      at('progress').textContent = typeof shown.words === 'string' ? shown.words : shown.words[english ? 1 : 0];
      report.hidden = true;
      return;
    }
    const facts = element('dl');
    fact(facts, say('file'), shown.name + ' (' + shown.report.format.toUpperCase() + ')');
    fact(facts, say('pages'), String(shown.report.pages));
    report.append(element('div', say(shown.report.verdict), 'verdict ' + shown.report.verdict), facts);
    if (shown.report.document.length) {
      report.append(element('h2', say('document')), findings(shown.report.document));
    }
    for (const it of shown.report.signatures) report.append(signature(it));
  }

  async function verify(file) {
    shown = {words: words.working};
    show();
    if (file.size > most) {
      shown = {words: words.large};
      show();
      return;
    }
    try {
      const answer = await fetch('/rp/v1/verifications', {
        method: 'POST',
        headers: {'Content-Type': 'application/octet-stream', 'Accept-Language': english ? 'en' : 'zh-CN'},
        body: file,
      });
      const said = await answer.json();
      if (answer.ok) shown = {name: file.name, report: said};
      else if (answer.status === 429) shown = {words: words.often};
      else shown = {words: said.detail || said.title || words.failed};
    } catch (e) {
      shown = {words: words.failed};
    }
    show();
  }

  const drop = at('drop');
  at('file').addEventListener('change', (it) => {
    if (it.target.files.length) verify(it.target.files[0]);
    it.target.value = '';
  });
  drop.addEventListener('dragover', (it) => {
    it.preventDefault();
    drop.classList.add('over');
  });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', (it) => {
    it.preventDefault();
    drop.classList.remove('over');
    if (it.dataTransfer.files.length) verify(it.dataTransfer.files[0]);
  });
  at('language').addEventListener('click', () => {
    english = !english;
    show();
  });
  show();
})();
