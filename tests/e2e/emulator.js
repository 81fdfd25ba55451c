// Starts the npm package telegram-test-api on a free port of loopback and prints the port.
// The package is lenient and not quite legal: what python-telegram-bot rightly refuses is repaired on the way out.
const axios = require('axios');
const emulator = require('telegram-test-api');
const express = require('express');
const http = require('http');

const TelegramServer = emulator.TelegramServer || emulator.default || emulator;

const formatUpdate = TelegramServer.formatUpdate;
TelegramServer.formatUpdate = (update) => {
  const formatted = formatUpdate(update);
  if (formatted.callback_query) formatted.callback_query.chat_instance = '1';
  return formatted;
};

function repair(answer) {
  const result = answer && answer.result;
  if (result === null) answer.result = true;
  for (const name of ['link_preview_options', 'reply_parameters']) {
    if (result && typeof result[name] === 'string') delete result[name]; // echoed as it came
  }
  if (result && typeof result === 'object' && result.username) result.is_bot = true;
  if (result && result.date > 1e11) result.date = Math.floor(result.date / 1000); // milliseconds
  return answer;
}

const free = http.createServer().listen(0, '127.0.0.1', () => {
  const { port } = free.address();
  free.close(async () => {
    const server = new TelegramServer({ port, host: '127.0.0.1', storeTimeout: 600 });
    const outer = express();
    outer.use((request, response, next) => {
      const send = response.send.bind(response);
      response.json = (answer) => { response.type('json'); return send(JSON.stringify(repair(answer))); };
      response.send = (body) => (typeof body === 'object' && !Buffer.isBuffer(body) ? response.json(body) : send(body));
      next();
    });
    // Methods that the package lacks; the messages and edits that are looked at go through its own.
    for (const method of ['sendChatAction', 'setMyCommands', 'leaveChat']) {
      outer.post(`/bot:token/${method}`, (request, response) => response.json({ ok: true, result: true }));
    }
    outer.use(server.webServer);
    server.webServer = outer;
    // Telegram posts the secret that the bot named; the package forgets it.
    axios.interceptors.request.use((call) => {
      const hook = Object.values(server.webhooks).find((one) => one.url === call.url);
      if (hook && hook.secret_token) call.headers['X-Telegram-Bot-Api-Secret-Token'] = hook.secret_token;
      return call;
    });
    await server.start();
    console.log(port);
    process.on('SIGTERM', () => server.stop().then(() => process.exit(0)));
  });
});
