#ifndef APPLY_BOOT_H
#define APPLY_BOOT_H

#include "apply/apply.h"

/*
 * --boot: the confirmed generation's tunnels on a host that has just
 * started.  Reads no input, asks neither BIRD nor a name server, and goes
 * on with the next tunnel where one fails.
 */
int boot(const struct job *job);

#endif
