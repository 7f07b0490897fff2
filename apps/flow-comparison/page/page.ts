import type { StageMessage } from '../src/messages.ts';

const stream = new EventSource('api/events');
stream.addEventListener('message', ({ data }: MessageEvent<string>) => {
  const message = JSON.parse(data) as StageMessage;
  document.querySelector('main')?.append(`${JSON.stringify(message)}\n`);
});
