package cn.biaozhengtong.sample;

/// The one page: password login, binding, login by QR with a picture that is new every second.
final class Page {
    static final String HOME =
            """
            <!doctype html><html lang="zh"><meta charset="utf-8">
            <meta name="viewport" content="width=device-width"><title>示例招标平台</title>
            <style>body{font:16px/1.6 sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem}
            input,button{font:inherit;padding:.4rem .6rem;margin:.2rem 0}img{width:260px;height:260px}
            fieldset{border:1px solid #ccc;margin:1rem 0}#code{font-size:2rem;letter-spacing:.3em}</style>
            <h1>示例招标平台</h1>
            <fieldset><legend>账号密码登录</legend>
            <input id="name" placeholder="账号"> <input id="password" type="password" placeholder="密码">
            <button onclick="password()">登录</button> <button onclick="start('/bind')">扫码绑定证书</button></fieldset>
            <fieldset><legend>标证通扫码登录</legend><button onclick="start('/qr-login')">显示二维码</button>
            <div id="scan" hidden><img id="qr" alt="标证通二维码"><p>验证码：<span id="code"></span></p></div></fieldset>
            <p id="state" role="status"></p>
            <script>
            const $=id=>document.getElementById(id);let timer;
            async function password(){const r=await fetch('/password-login',{method:'POST',
              body:new URLSearchParams({name:$('name').value,password:$('password').value})});
              $('state').textContent=r.ok?'已登录':'账号或密码错误'}
            async function start(path){clearInterval(timer);const r=await fetch(path,{method:'POST'});
              if(!r.ok){$('state').textContent='请先登录';return}
              const s=await r.json();$('scan').hidden=false;$('code').textContent=s.verificationCode;
              timer=setInterval(()=>tick(s.sessionId),1000);tick(s.sessionId)}
            async function tick(id){$('qr').src='/qr/'+id+'.png?'+Date.now();
              const s=await(await fetch('/sessions/'+id)).json();
              $('state').textContent=s.user?('已验证：'+s.user):s.state;
              if(s.state!=='awaiting_scan'&&s.state!=='awaiting_approval'){clearInterval(timer);$('scan').hidden=true}}
            </script></html>\
            """;

    private Page() {}
}
