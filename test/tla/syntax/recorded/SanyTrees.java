import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Base64;
import tla2sany.parser.SyntaxTreeNode;
import tla2sany.parser.TLAplusParser;
import tla2sany.st.Location;
import tla2sany.st.TreeNode;

/**
 * What SANY's parser makes of texts: one base64 text a line on stdin, one line for each on stdout, its syntax tree as JSON
 * (an array: image, place, children) or ERR. Syntax only: no names are resolved. Run from source:
 * java -cp tla2tools.jar SanyTrees.java
 */
public class SanyTrees {
  public static void main(String[] args) throws Exception {
    tla2sany.configuration.Configuration.load(null);
    PrintStream out = System.out;
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      PrintStream quiet = new PrintStream(new ByteArrayOutputStream());
      System.setOut(quiet);
      util.ToolIO.out = quiet;
      util.ToolIO.err = quiet;
      StringBuilder tree = new StringBuilder();
      try {
        byte[] text = Base64.getDecoder().decode(line);
        TLAplusParser parser = new TLAplusParser(new ByteArrayInputStream(text), "UTF-8");
        if (parser.parse()) write(parser.rootNode(), tree);
      } catch (Throwable refused) {
        tree.setLength(0);
      }
      out.println(tree.length() == 0 ? "ERR" : tree);
    }
    out.flush();
  }

  private static void write(TreeNode node, StringBuilder out) {
    Location at = node.getLocation();
    out.append('[');
    quote(node.getImage(), out);
    out.append(",\"").append(at.beginLine()).append(':').append(at.beginColumn()).append('-');
    out.append(at.endLine()).append(':').append(at.endColumn()).append('"');
    TreeNode[] children = node.heirs();
    if (children != null) {
      for (TreeNode child : children) {
        out.append(',');
        write(child, out);
      }
    }
    out.append(']');
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') out.append('\\').append(c);
      else if (c < ' ' || c > '~') out.append(String.format("\\u%04x", (int) c));
      else out.append(c);
    }
    out.append('"');
  }
}
