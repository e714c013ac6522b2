#ifndef BIRD_RENDER_IXP_POLICY_H
#define BIRD_RENDER_IXP_POLICY_H

#include <stdio.h>

#include "bird-render/input.h"

/*
 * What participants may announce: the filters bf_ixp_import4 and 6.  What
 * grows with the participants is data and no code: their leases are ROA
 * tables, and their addresses are arms that each set a number.  BIRD 2.0.12
 * reads an arm with any keyword in it in quadratic time, and these in
 * linear time, as every later one does.
 */
void ixp_policy_text(FILE *f, const struct input *in);
/* The filters bf_ixp_export4 and 6: the full table. */
void ixp_export_text(FILE *f, const struct input *in);

#endif
