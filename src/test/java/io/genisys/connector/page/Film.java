package io.genisys.connector.page;

import io.genisys.connector.testing.Measured;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * The page of a connector that runs, as a picture that moves. Its arguments: the page, a folder for the browser, the
 * file, and for how many seconds. In the middle it opens the panel of the service {@code web}.
 */
final class Film {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 640;
    private static final Duration STEP = Duration.ofSeconds(2);
    /** How long each picture is shown, in hundredths of a second. */
    private static final int SHOWN = 70;

    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("gif").next();
    private BufferedImage last;

    private Film() {}

    public static void main(String[] arguments) throws IOException {
        long end = System.nanoTime()
                + Duration.ofSeconds(Long.parseLong(arguments[3])).toNanos();
        long middle = System.nanoTime() + (end - System.nanoTime()) / 2;
        Files.deleteIfExists(Path.of(arguments[2]));
        try (Browser browser = new Browser(Path.of(arguments[1]));
                ImageOutputStream file =
                        ImageIO.createImageOutputStream(Path.of(arguments[2]).toFile())) {
            browser.resize(WIDTH, HEIGHT).open(URI.create(arguments[0])).says("What happens");
            new Film().record(browser, file, middle, end);
        }
    }

    private void record(Browser browser, ImageOutputStream file, long middle, long end) throws IOException {
        writer.setOutput(file);
        writer.prepareWriteSequence(null);
        boolean isOpen = false;
        while (System.nanoTime() < end) {
            if (!isOpen && System.nanoTime() > middle) {
                browser.press("web").says("Versions");
                isOpen = true;
            }
            add(ImageIO.read(new ByteArrayInputStream(browser.screenshot())));
            Measured.pause(STEP);
        }
        writer.endWriteSequence();
    }

    /** Of a picture only what has changed since the last one. */
    private void add(BufferedImage picture) throws IOException {
        Rectangle part = last == null ? new Rectangle(picture.getWidth(), picture.getHeight()) : changed(picture);
        BufferedImage shown = new BufferedImage(part.width, part.height, BufferedImage.TYPE_INT_RGB);
        shown.createGraphics().drawImage(picture, -part.x, -part.y, null);
        IIOMetadata how = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(shown), null);
        IIOMetadataNode root = (IIOMetadataNode) how.getAsTree(FORMAT);
        IIOMetadataNode place = child(root, "ImageDescriptor");
        place.setAttribute("imageLeftPosition", Integer.toString(part.x));
        place.setAttribute("imageTopPosition", Integer.toString(part.y));
        IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "doNotDispose");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", Integer.toString(SHOWN));
        if (last == null) {
            IIOMetadataNode again = new IIOMetadataNode("ApplicationExtension");
            again.setAttribute("applicationID", "NETSCAPE");
            again.setAttribute("authenticationCode", "2.0");
            again.setUserObject(new byte[] {1, 0, 0});
            child(root, "ApplicationExtensions").appendChild(again);
        }
        how.setFromTree(FORMAT, root);
        writer.writeToSequence(new IIOImage(shown, null, how), null);
        last = picture;
    }

    /** Of one pixel if nothing has. */
    private Rectangle changed(BufferedImage picture) {
        int left = picture.getWidth();
        int top = picture.getHeight();
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (picture.getRGB(x, y) != last.getRGB(x, y)) {
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                    top = Math.min(top, y);
                    bottom = y + 1;
                }
            }
        }
        return bottom == 0 ? new Rectangle(1, 1) : new Rectangle(left, top, right - left, bottom - top);
    }

    private static IIOMetadataNode child(IIOMetadataNode parent, String name) {
        for (int i = 0; i < parent.getLength(); i++) {
            if (Objects.equals(parent.item(i).getNodeName(), name)) {
                return (IIOMetadataNode) parent.item(i);
            }
        }
        IIOMetadataNode made = new IIOMetadataNode(name);
        parent.appendChild(made);
        return made;
    }
}
