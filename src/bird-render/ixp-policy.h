#ifndef BIRD_RENDER_IXP_POLICY_H
#define BIRD_RENDER_IXP_POLICY_H

#include <stdio.h>

#include "bird-render/input.h"

/*
 * Prints the filters bf_ixp_import4 and 6: what participants may announce.
 * What grows with the number of participants is data, not code: their leases
 * are ROA tables, and their addresses are case arms that each set a number.
 * BIRD 2.0.12 reads an arm that has a keyword in quadratic time, but these
 * arms in linear time, as later versions do for all arms.
 */
void ixp_policy_text(FILE *f, const struct input *in);
/* Prints the filters bf_ixp_export4 and 6, which send the full table. */
void ixp_export_text(FILE *f, const struct input *in);

#endif
