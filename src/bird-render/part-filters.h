#ifndef BIRD_RENDER_PART_FILTERS_H
#define BIRD_RENDER_PART_FILTERS_H

#include "bird-render/part.h"

/* filters.conf: what is imported and exported, and how it is marked. */
/* Filters serve peers and sessions; an exchange may have neither. */
bool filters_wanted(const struct input *in);
bool filters_ready(const struct input *in, struct diag *diag);
void filters_framing(struct fragout *out, const struct input *in);
void filters_text(FILE *f, const struct input *in);

#endif
