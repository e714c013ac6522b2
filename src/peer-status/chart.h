#ifndef PEER_STATUS_CHART_H
#define PEER_STATUS_CHART_H

#include <stdint.h>
#include <stdio.h>

#include "peer-status/history.h"

/* Draws the history of the session with the key NAME, up to NOW, with an axis
 * of days, as a figure.  Prints nothing if H has no events of NAME. */
void chart_print(FILE *f, const struct history *h, const char *name,
    uint64_t now);
/* Prints the legend of such a figure. */
void chart_legend(FILE *f);

#endif
