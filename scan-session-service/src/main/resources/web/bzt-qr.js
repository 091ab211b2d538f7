// <bzt-qr src="…/s/v1/{session}/qr?view={viewToken}"></bzt-qr>: the session's QR, new every second.
// Fires "state" with the session's state; needs no platform credentials.
customElements.define('bzt-qr', class extends HTMLElement {
  static observedAttributes = ['src'];
  connectedCallback() { this.start(); }
  attributeChangedCallback() { this.start(); }
  disconnectedCallback() { this.stop(); }
  stop() { if (this.events) { this.events.close(); this.events = null; } }
  start() {
    this.stop();
    const src = this.getAttribute('src');
    if (!src || !this.isConnected) return;
    if (!this.picture) {
      this.picture = document.createElement('img');
      this.picture.alt = '标证通二维码';
      this.picture.style.cssText = 'width:100%;height:100%;image-rendering:pixelated';
      this.style.display = this.style.display || 'inline-block';
      this.append(this.picture);
    }
    this.events = new EventSource(src);
    this.events.addEventListener('qr', e => {
      this.picture.src = 'data:image/svg+xml;utf8,' + encodeURIComponent(e.data);
    });
    this.events.addEventListener('state', e => {
      const gone = e.data !== 'awaiting_scan';
      this.picture.style.opacity = gone ? 0.15 : 1;
      if (gone) this.stop();
      this.dispatchEvent(new CustomEvent('state', {detail: e.data}));
    });
  }
});
