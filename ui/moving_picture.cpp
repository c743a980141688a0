// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/moving_picture.h"

#include <boost/crc.hpp>

#include <QBuffer>
#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace sessionscope::ui {

namespace {

constexpr qsizetype kSignature = 8; // bytes before the first chunk of a PNG
constexpr qsizetype kAround = 12;   // length, name and checksum of a chunk

struct Chunk
{
    QByteArray name;
    QByteArray data;
};

void add32(QByteArray &bytes, quint32 number)
{
    const quint32 big = qToBigEndian(number);
    bytes.append(reinterpret_cast<const char *>(&big), sizeof(big));
}

void add16(QByteArray &bytes, quint16 number)
{
    const quint16 big = qToBigEndian(number);
    bytes.append(reinterpret_cast<const char *>(&big), sizeof(big));
}

void addChunk(QByteArray &png, const QByteArray &name, const QByteArray &data)
{
    boost::crc_32_type sum;
    sum.process_bytes(name.constData(), static_cast<std::size_t>(name.size()));
    sum.process_bytes(data.constData(), static_cast<std::size_t>(data.size()));
    add32(png, static_cast<quint32>(data.size()));
    png += name;
    png += data;
    add32(png, sum.checksum());
}

QList<Chunk> chunksOf(const QByteArray &png)
{
    QList<Chunk> chunks;
    for (qsizetype at = kSignature; at + kAround <= png.size();) {
        const auto size = static_cast<qsizetype>(qFromBigEndian<quint32>(png.constData() + at));
        chunks.append({png.mid(at + 4, 4), png.mid(at + 8, size)});
        at += size + kAround;
    }
    return chunks;
}

/// What is different between two pictures of one size.
QRect difference(const QImage &before, const QImage &after)
{
    if (before.size() != after.size())
        return after.rect();
    int top = -1;
    int bottom = -1;
    int left = after.width();
    int right = -1;
    for (int y = 0; y < after.height(); ++y) {
        const auto *was = reinterpret_cast<const QRgb *>(before.constScanLine(y));
        const auto *is = reinterpret_cast<const QRgb *>(after.constScanLine(y));
        if (std::memcmp(was, is, static_cast<std::size_t>(after.width()) * sizeof(QRgb)) == 0)
            continue;
        top = top < 0 ? y : top;
        bottom = y;
        for (int x = 0; x < left; ++x) {
            if (was[x] != is[x])
                left = x;
        }
        for (int x = after.width() - 1; x > right; --x) {
            if (was[x] != is[x])
                right = x;
        }
    }
    return top < 0 ? QRect() : QRect(QPoint(left, top), QPoint(right, bottom));
}

QByteArray control(quint32 sequence, const QRect &place, qint64 milliseconds)
{
    constexpr qint64 kLongest = 65'535;
    QByteArray data;
    add32(data, sequence);
    for (const int number : {place.width(), place.height(), place.x(), place.y()})
        add32(data, static_cast<quint32>(number));
    add16(data, static_cast<quint16>(std::clamp<qint64>(milliseconds, 1, kLongest)));
    add16(data, 1'000);
    data.append('\0'); // leave what is there
    data.append('\0'); // and put this over it
    return data;
}

} // namespace

void MovingPicture::add(const QImage &picture, qint64 atMs)
{
    const QImage plain = picture.convertToFormat(QImage::Format_RGB32);
    if (!m_last.isNull() && plain.size() != m_last.size())
        return; // the format knows one size alone
    const QRect place = m_last.isNull() ? plain.rect() : difference(m_last, plain);
    if (place.isEmpty())
        return;
    Frame frame{place, {}, atMs};
    QBuffer buffer(&frame.png);
    buffer.open(QIODevice::WriteOnly);
    plain.copy(place).save(&buffer, "PNG");
    m_frames.append(std::move(frame));
    m_last = plain;
}

QByteArray MovingPicture::png() const
{
    if (m_frames.isEmpty())
        return {};
    QByteArray png = m_frames.first().png.left(kSignature);
    quint32 sequence = 0;
    for (qsizetype index = 0; index < m_frames.size(); ++index) {
        const Frame &frame = m_frames[index];
        const bool last = index + 1 == m_frames.size();
        const qint64 milliseconds = last ? kLastFrameMs : m_frames[index + 1].atMs - frame.atMs;
        const QList<Chunk> chunks = chunksOf(frame.png);
        if (index == 0) {
            addChunk(png, "IHDR", chunks.first().data);
            QByteArray count;
            add32(count, static_cast<quint32>(m_frames.size()));
            add32(count, 0); // for ever
            addChunk(png, "acTL", count);
        }
        addChunk(png, "fcTL", control(sequence++, frame.place, milliseconds));
        for (const Chunk &chunk : chunks) {
            if (chunk.name != "IDAT")
                continue;
            if (index == 0) {
                addChunk(png, "IDAT", chunk.data);
                continue;
            }
            QByteArray data;
            add32(data, sequence++);
            addChunk(png, "fdAT", data + chunk.data);
        }
    }
    addChunk(png, "IEND", {});
    return png;
}

} // namespace sessionscope::ui
