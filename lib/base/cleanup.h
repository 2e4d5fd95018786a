/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Locals that free or close themselves when their scope ends. */
#pragma once

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

static inline void cleanup_free(void *pointer)
{
	free(*(void **)pointer);
}

static inline void cleanup_close(int *fd)
{
	int saved = errno;

	if (*fd >= 0)
		close(*fd);
	errno = saved;
}

#define _cleanup_(function)	__attribute__((cleanup(function)))
#define _cleanup_free_		_cleanup_(cleanup_free)
#define _cleanup_close_		_cleanup_(cleanup_close)

#define ARRAY_SIZE(array)	(sizeof(array) / sizeof((array)[0]))

/* For internal prototypes: a result that must be looked at; no NULL arguments. */
#define _must_check_		__attribute__((warn_unused_result))
#define _nonnull_		__attribute__((nonnull))
#define _printf_(fmt, args)	__attribute__((format(printf, fmt, args)))

#define container_of(pointer, type, member) \
	((type *)(void *)((char *)(pointer) - offsetof(type, member)))
