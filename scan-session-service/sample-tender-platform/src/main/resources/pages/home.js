'use strict';
// Registration, login by password and by QR, binding.
act('login', async () => {
  await post('/password-login', {name: $('name').value, password: $('password').value});
  say('已登录');
  await header();
});
act('bind', () => start('/bind', {}, {done: header}));
act('qrlogin', () => start('/qr-login'));
act('register', async () => {
  await post('/register', {name: $('newname').value, password: $('newsecret').value,
    enterprise: $('enterprise').value.trim(), uscc: $('uscc').value.trim().toUpperCase()});
  say('已注册，请用该账号登录');
});
