import type { Figure } from '../figure.ts';
import { abort } from './abort.ts';
import { warmToken } from './p1-warm-token.ts';
import { requestsOfASilentHit } from './p2-requests-of-a-silent-hit.ts';
import { silentHit } from './p3-silent-hit.ts';
import { redisHit } from './p4-redis.ts';
import { durableWrite } from './p5-durable-write.ts';
import { lock } from './p6-lock.ts';
import { oneRefresh } from './p7-one-refresh.ts';
import { refreshes } from './p8-refreshes.ts';
import { fleet } from './p9-fleet.ts';
import { fleetOfDevices } from './p10-fleet.ts';
import { polls } from './p9-polls.ts';
import { bundle } from './p11-bundle.ts';
import { firstToken } from './p12-first-token.ts';
import { serve } from './p13-serve.ts';
import { stage } from './p14-stage.ts';
import { growth } from './p15-growth.ts';

export const allFigures: Figure[] = [
  ...[warmToken, requestsOfASilentHit, silentHit, redisHit, durableWrite, lock, oneRefresh, abort],
  ...[refreshes, polls, fleet, fleetOfDevices],
  ...[bundle, firstToken, serve, stage, growth],
];
