import * as z from 'zod/mini';
import { count, id, next, seats, user, userLicense } from './wire.ts';

/** Shapes of the lists that choosing users and products asks for; see `wire.ts`. They stay out of what every view loads. */

export const product = z.object({
  id,
  sku: z.string(),
  name: z.string(),
  vendor: z.nullable(z.string()),
  seats,
  term: userLicense.shape.term,
});

export const products = z.object({ items: z.array(product) });

/** A user in a list. `licenses`: how many this user holds that count; none while inactive. */
export const listedUser = z.object({ ...user.shape, jobTitle: z.nullable(z.string()), licenses: count });

export const usersPage = z.object({ items: z.array(listedUser), total: count, next });
