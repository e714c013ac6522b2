#ifndef BIRDFEED_PRINT_H
#define BIRDFEED_PRINT_H

#include <stdarg.h>
#include <stddef.h>

/*
 * snprintf(3), but a few times faster for texts and numbers (%s %u %lu %zu and
 * the like).  Other formats are passed to vsnprintf(3).  Renderers use it for
 * lines that they print thousands of times.
 */
size_t print_text(char *to, size_t size, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
size_t print_vtext(char *to, size_t size, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));

#endif
