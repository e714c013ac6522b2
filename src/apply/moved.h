#ifndef APPLY_MOVED_H
#define APPLY_MOVED_H

#include "apply/apply.h"

/*
 * --resolve: looks the host names of endpoints up again where a tunnel has
 * no recent handshake, and tells wg(8) the new address where the name has
 * moved.  Touches nothing else.
 */
int moved(const struct job *job);

#endif
