// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QImage>
#include <QRect>

namespace sessionscope::ui {

/// An animated PNG (https://wiki.mozilla.org/APNG_Specification), made of pictures of one size, one after the other.
/// Only what changed is kept of each, so that a window's pictures stay small.
class MovingPicture
{
public:
    static constexpr int kLastFrameMs = 4'000; ///< how long the end is to be seen, before it starts anew

    /// The picture that is shown from `atMs` on, counted from any start. One that looks as the one before costs nothing.
    void add(const QImage &picture, qint64 atMs);
    int frames() const { return static_cast<int>(m_frames.size()); }

    /// Empty without a picture.
    QByteArray png() const;

private:
    struct Frame
    {
        QRect place; ///< in the whole picture
        QByteArray png;
        qint64 atMs = 0;
    };

    QImage m_last;
    QList<Frame> m_frames;
};

} // namespace sessionscope::ui
