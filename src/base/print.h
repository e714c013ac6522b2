#ifndef BIRDFEED_PRINT_H
#define BIRDFEED_PRINT_H

#include <stdarg.h>
#include <stddef.h>

/*
 * snprintf(3), and a few times as fast where there are only texts and
 * numbers (%s %u %lu %zu and their kin); what a renderer prints a thousand
 * times goes through here.
 */
size_t print_text(char *to, size_t size, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
size_t print_vtext(char *to, size_t size, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));

#endif
