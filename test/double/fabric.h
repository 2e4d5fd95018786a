/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Topologies of any shape in a synthetic tree: windows, host bridges, switches, memdevs. */
#pragma once

#define GIB (1ULL << 30)
#define MIB (1ULL << 20)

void fabric_begin(void);

/* Host bridge or switch @id below @parent (0: the root); @nr decoders. */
void fabric_port(int id, int parent, int nr_decoders);

/* Memdev @id below port @parent; its endpoint is 100 + @id, with four decoders. */
void fabric_memdev(int id, int parent, unsigned long long ram, unsigned long long pmem);

/* decoder0.@id: "1,2" are the host bridges in the order of positions. */
void fabric_window(int id, unsigned long long start, unsigned long long size, int ways,
		   int granularity, const char *bridges);

/* A committed region of a window; the test sets the attributes of its members' decoders. */
void fabric_region(int id, int window, unsigned long long start, unsigned long long size);

/* "decoder101.0/dpa_size", as the kernel would show it. */
void fabric_attr(const char *file, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
