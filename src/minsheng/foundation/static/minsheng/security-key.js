// Asks the browser for a security key and sends its answer with the form. Without it, or where the browser has no
// such thing, the sentence that stands in the form says what to do instead.
(() => {
  "use strict";
  const form = document.querySelector("form[data-key]");
  if (!form || !window.PublicKeyCredential || !navigator.credentials) return;
  const button = form.querySelector("[data-key-start]");
  const sentences = [...form.querySelectorAll("[data-key-says]")];
  const say = (name) => sentences.forEach((one) => { one.hidden = one.dataset.keySays !== name; });

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const text = (buffer) => {
    const letters = [...new Uint8Array(buffer)].map((one) => String.fromCharCode(one)).join("");
    return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const described = (keys) => (keys || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const asked = () => {
    const options = JSON.parse(form.dataset.keyOptions);
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    if (options.excludeCredentials) options.excludeCredentials = described(options.excludeCredentials);
    if (options.allowCredentials) options.allowCredentials = described(options.allowCredentials);
    return { publicKey: options };
  };
  const written = (credential) => {
    const given = credential.response;
    const response = { clientDataJSON: text(given.clientDataJSON) };
    ["attestationObject", "authenticatorData", "signature", "userHandle"].forEach((name) => {
      if (given[name]) response[name] = text(given[name]);
    });
    if (given.getTransports) response.transports = given.getTransports();
    return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response });
  };

  say("");
  button.hidden = false;
  button.addEventListener("click", async () => {
    say("");
    button.disabled = true;
    try {
      form.elements.credential.value = written(await navigator.credentials[form.dataset.key](asked()));
      form.submit();
    } catch (problem) {
      button.disabled = false;
      say(sentences.some((one) => one.dataset.keySays === problem.name) ? problem.name : "other");
      button.focus();
    }
  });
})();
