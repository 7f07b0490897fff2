import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeMessage, encodeCall } from './dbus-message.ts';

// Real buses and keyrings are met in e2e/keyring.spec.ts.

const call = {
  destination: 'a.b',
  path: '/a',
  interface: 'a.b',
  member: 'Ask',
  signature: 'sva{ss}',
  body: ['é', { signature: 'ay', value: Buffer.of(1, 2, 3) }, [['k', 'v']]],
};

/** The call as its own answer: with the type of one, and the serial of the call in place of the path. */
function answerLike(call: Parameters<typeof encodeCall>[0]): Buffer {
  const bytes = encodeCall(call, 7);
  bytes.writeUInt8(2, 1);
  return bytes;
}

test('values come out as they went in', () => {
  const bytes = answerLike(call);
  expect(decodeMessage(bytes)).toEqual({
    answer: { isError: false, replyTo: NaN, body: call.body },
    length: bytes.length,
  });
});

test('a message that is not all there is waited for', () => {
  const bytes = answerLike(call);
  for (let length = 0; length < bytes.length; length += 1)
    expect(decodeMessage(bytes.subarray(0, length))).toBeUndefined();
});

test('bytes of a stranger are refused or read, and never read for ever', () => {
  const changes = fc.array(fc.tuple(fc.nat({ max: 200 }), fc.nat({ max: 255 })), { minLength: 1 });
  fc.assert(
    fc.property(changes, (changed) => {
      const bytes = answerLike(call);
      for (const [at, value] of changed) bytes[at % bytes.length] = value;
      try {
        decodeMessage(bytes);
      } catch (error) {
        expect(error).toHaveProperty('message');
      }
    }),
  );
});

test('a list of values without a size is refused', () => {
  const bytes = answerLike({ ...call, signature: 'ay', body: [Buffer.of(1, 2, 3)] });
  const at = bytes.lastIndexOf('ay\0');
  expect(decodeMessage(bytes)?.answer?.body).toEqual([Buffer.of(1, 2, 3)]);
  bytes.write('av', at);
  expect(() => decodeMessage(bytes)).toThrow();
});
