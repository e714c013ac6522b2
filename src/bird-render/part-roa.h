#ifndef BIRD_RENDER_PART_ROA_H
#define BIRD_RENDER_PART_ROA_H

#include "bird-render/part.h"

/* roa.conf: the ROA tables and their contents. */
bool roa_ready(const struct input *in, struct diag *diag);
void roa_framing(struct fragout *out, const struct input *in);
void roa_text(FILE *f, const struct input *in);
/* Does the site have ROAs to check origins against? */
bool roa_checked(const struct site *site);
/* Prints the call, indented by a tab, of the function that rejects every route
 * while an expected ROA is missing.  Prints nothing if no ROA is expected. */
void roa_guard_call(FILE *f, const struct input *in, unsigned family);
/* Explain mark: the next line depends on the site's ROA tables. */
void roa_because(FILE *f, const struct input *in);

#endif
