// A browser starts no worker for a page that is opened as a file. This class runs the worker of the search in a hidden
// frame of such a page, so that the search works without a web server.
"use strict";

if (location.protocol === "file:") {
  window.Worker = class {
    onmessage = null;
    #frame = document.createElement("iframe");
    #loaded;

    constructor(url) {
      this.#frame.hidden = true;
      document.documentElement.append(this.#frame);
      const scope = this.#frame.contentWindow;
      scope.postMessage = (data) => setTimeout(() => this.onmessage?.({ data: structuredClone(data) }));
      const script = scope.document.createElement("script");
      this.#loaded = new Promise((resolve) => script.addEventListener("load", resolve));
      script.src = new URL(url, location.href);
      scope.document.documentElement.append(script);
    }

    postMessage(data) {
      const scope = this.#frame.contentWindow;
      this.#loaded.then(() => scope.dispatchEvent(new scope.MessageEvent("message", { data: structuredClone(data) })));
    }

    terminate() {
      this.#frame.remove();
    }
  };
}
