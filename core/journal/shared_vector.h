// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace sessionscope::journal {

/// A vector whose copies share what neither of them has changed since: a copy costs a pointer per chunk, the first
/// change of an element afterwards one chunk. For projections, of which checkpoints keep many: small chunks, because
/// between two checkpoints a few elements all over the place change.
///
/// Copies that share chunks stay on one thread.
template <class T, std::size_t kChunk = 4> class SharedVector
{
public:
    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }

    const T &operator[](std::size_t index) const
    {
        assert(index < m_size);
        return (*m_chunks[index / kChunk])[index % kChunk];
    }

    /// The element, to be changed; no copy sees it.
    T &edit(std::size_t index)
    {
        assert(index < m_size);
        std::shared_ptr<Chunk> &chunk = m_chunks[index / kChunk];
        if (chunk.use_count() > 1)
            chunk = std::make_shared<Chunk>(*chunk);
        return (*chunk)[index % kChunk];
    }

    void push_back(T value)
    {
        if (m_size % kChunk == 0)
            m_chunks.push_back(std::make_shared<Chunk>());
        ++m_size;
        edit(m_size - 1) = std::move(value);
    }

    /// Grows to `size` with values of T(); never shrinks.
    void growTo(std::size_t size)
    {
        while (m_size < size) {
            if (m_size % kChunk == 0)
                m_chunks.push_back(std::make_shared<Chunk>());
            m_size = std::min(size, (m_size / kChunk + 1) * kChunk);
        }
    }

private:
    using Chunk = std::array<T, kChunk>;

    std::vector<std::shared_ptr<Chunk>> m_chunks;
    std::size_t m_size = 0;
};

} // namespace sessionscope::journal
